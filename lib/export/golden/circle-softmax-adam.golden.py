import keras
import numpy as np

# The same points and the same starting weights in every run.
keras.utils.set_random_seed(1)
rng = np.random.default_rng(1)


def draw_points(count):
    """A disc, label 1, inside a ring, label -1."""
    inner = count // 2
    r = np.concatenate(
        [rng.uniform(0, 2.5, inner), rng.uniform(3.5, 5, count - inner)]
    )
    angle = rng.uniform(0, 2 * np.pi, count)
    x1, x2 = r * np.sin(angle), r * np.cos(angle)
    # The noise moves the place where the label is read, not the point.
    noisy1 = x1 + rng.uniform(-0.5, 0.5, count)
    noisy2 = x2 + rng.uniform(-0.5, 0.5, count)
    label = np.where(np.hypot(noisy1, noisy2) < 2.5, 1.0, -1.0)
    return x1, x2, label


x1, x2, label = draw_points(500)

# What the network sees of each point.
x = np.column_stack([x1, x2])
# How likely each class is: that of the negative labels comes first.
y = np.column_stack([label < 0, label >= 0]).astype("float32")

# In random order, so that the test points are a fair sample.
order = rng.permutation(500)
# The network never trains on the test points.
test, train = order[:250], order[250:]

# Random weights: units that start alike stay alike.
model = keras.Sequential(
    [
        keras.Input(shape=(2,)),
        keras.layers.Dense(
            8,
            activation="leaky_relu",
            kernel_initializer="he_uniform",
            bias_initializer=keras.initializers.Constant(0.1),
        ),
        keras.layers.Dropout(0.1),
        keras.layers.Dense(
            2,
            activation="softmax",
            kernel_initializer="glorot_uniform",
            bias_initializer=keras.initializers.Constant(0.1),
        ),
    ]
)

# Keras asks for the rate of each step, counted from 0.
learning_rate = keras.optimizers.schedules.ExponentialDecay(
    initial_learning_rate=0.02,
    decay_steps=50,
    decay_rate=0.9,
    staircase=True,
)
model.compile(
    optimizer=keras.optimizers.Adam(learning_rate=learning_rate),
    loss="categorical_crossentropy",
    metrics=["accuracy", "mean_squared_error"],
)

history = model.fit(
    x[train],
    y[train],
    epochs=10,
    batch_size=25,
    shuffle=False,
    validation_data=(x[test], y[test]),
    verbose=2,  # one line for each epoch
)

print("Final test loss:", history.history["val_loss"][-1])
print("Final test accuracy:", history.history["val_accuracy"][-1])
print(
    "Final test mean squared error:",
    history.history["val_mean_squared_error"][-1],
)

import keras
import numpy as np

# The same points and the same starting weights in every run.
keras.utils.set_random_seed(1)
rng = np.random.default_rng(1)


def draw_points(count):
    """Two round clouds: label 1 around (2, 2), label -1 around (-2, -2)."""
    label = np.where(np.arange(count) < count // 2, 1.0, -1.0)
    spread = np.sqrt(3.3)
    x1, x2 = 2 * label + spread * rng.standard_normal((2, count))
    return x1, x2, label


x1, x2, label = draw_points(500)

# What the network sees of each point.
x = np.column_stack([x1, x2])
y = label[:, np.newaxis]

# In random order, so that the test points are a fair sample.
order = rng.permutation(500)
# The network never trains on the test points.
test, train = order[:250], order[250:]

# Random weights: units that start alike stay alike.
model = keras.Sequential(
    [
        keras.Input(shape=(2,)),
        keras.layers.Dense(
            3,
            activation="softplus",
            kernel_initializer="orthogonal",
            bias_initializer=keras.initializers.Constant(0.1),
        ),
        keras.layers.Dense(
            1,
            activation="linear",
            kernel_initializer=keras.initializers.Orthogonal(0.5),
            bias_initializer=keras.initializers.Constant(0.1),
        ),
    ]
)


def accuracy(y_true, y_pred):
    """The share of outputs on their label's side of 0."""
    return keras.ops.equal(y_pred >= 0, y_true >= 0)


# Keras asks for the rate of each step, counted from 0.
learning_rate = keras.optimizers.schedules.InverseTimeDecay(
    initial_learning_rate=0.02,
    decay_steps=100,
    decay_rate=0.5,
)
model.compile(
    optimizer=keras.optimizers.Adagrad(
        learning_rate=learning_rate,
        initial_accumulator_value=0.2,
        weight_decay=0.001,
    ),
    loss=keras.losses.Huber(delta=0.5),
    metrics=[accuracy, "mean_absolute_error"],
)

history = model.fit(
    x[train],
    y[train],
    epochs=10,
    batch_size=10,
    shuffle=False,
    validation_data=(x[test], y[test]),
    verbose=2,  # one line for each epoch
)

print("Final test loss:", history.history["val_loss"][-1])
print("Final test accuracy:", history.history["val_accuracy"][-1])
print(
    "Final test mean absolute error:",
    history.history["val_mean_absolute_error"][-1],
)

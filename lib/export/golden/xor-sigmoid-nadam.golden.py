import keras
import numpy as np

# The same points and the same starting weights in every run.
keras.utils.set_random_seed(1)
rng = np.random.default_rng(1)


def draw_points(count):
    """A square in four quarters; those that touch at a corner share a label."""
    x1, x2 = rng.uniform(-5, 5, (2, count))
    # A narrow gap along the axes keeps the quarters apart.
    x1 += np.where(x1 > 0, 0.3, -0.3)
    x2 += np.where(x2 > 0, 0.3, -0.3)
    # The noise moves the place where the label is read, not the point.
    noisy1 = x1 + rng.uniform(-0.25, 0.25, count)
    noisy2 = x2 + rng.uniform(-0.25, 0.25, count)
    label = np.where(noisy1 * noisy2 >= 0, 1.0, -1.0)
    return x1, x2, label


x1, x2, label = draw_points(500)

# What the network sees of each point.
x = np.column_stack([x1, x2])
# As a sigmoid says it: 0 for a negative label, 1 for any other.
y = (label >= 0).astype("float32")[:, np.newaxis]

# In random order, so that the test points are a fair sample.
order = rng.permutation(500)
# The network never trains on the test points.
test, train = order[:250], order[250:]

# Random weights: units that start alike stay alike.
model = keras.Sequential(
    [
        keras.Input(shape=(2,)),
        keras.layers.Dense(
            6,
            activation="elu",
            kernel_initializer="he_normal",
            bias_initializer="glorot_uniform",
            kernel_regularizer=keras.regularizers.L2(0.001),
        ),
        keras.layers.Dense(
            4,
            activation="selu",
            kernel_initializer="lecun_normal",
            bias_initializer=keras.initializers.Constant(0.1),
            kernel_regularizer=keras.regularizers.L1(0.0005),
        ),
        keras.layers.Dense(
            1,
            activation="sigmoid",
            kernel_initializer=keras.initializers.RandomUniform(-0.5, 0.5),
            bias_initializer=keras.initializers.Constant(0.1),
            kernel_regularizer=keras.regularizers.L1L2(l1=0.0001, l2=0.0005),
        ),
    ]
)

# Keras asks for the rate of each step, counted from 0.
learning_rate = keras.optimizers.schedules.CosineDecay(
    initial_learning_rate=0.0,
    decay_steps=400,
    alpha=0.1,
    warmup_target=0.01,
    warmup_steps=20,
)
model.compile(
    optimizer=keras.optimizers.Nadam(
        learning_rate=learning_rate,
        beta_1=0.85,
        beta_2=0.99,
    ),
    loss="binary_crossentropy",
    metrics=["accuracy"],
)

history = model.fit(
    x[train],
    y[train],
    epochs=10,
    batch_size=10,
    shuffle=True,
    validation_data=(x[test], y[test]),
    verbose=2,  # one line for each epoch
)

# Keras adds the penalty on the weights to every loss that it reports.
penalty = float(sum(model.losses))
print("Final test loss:", history.history["val_loss"][-1] - penalty)
print("Final test accuracy:", history.history["val_accuracy"][-1])

import keras
import numpy as np

# The same points and the same starting weights in every run.
keras.utils.set_random_seed(7)
rng = np.random.default_rng(7)


def draw_points(count):
    """A square in four quarters; those that touch at a corner share a label."""
    x1, x2 = rng.uniform(-5, 5, (2, count))
    # A narrow gap along the axes keeps the quarters apart.
    x1 += np.where(x1 > 0, 0.3, -0.3)
    x2 += np.where(x2 > 0, 0.3, -0.3)
    # The noise moves the place where the label is read, not the point.
    noisy1 = x1 + rng.uniform(-0.5, 0.5, count)
    noisy2 = x2 + rng.uniform(-0.5, 0.5, count)
    label = np.where(noisy1 * noisy2 >= 0, 1.0, -1.0)
    return x1, x2, label


x1, x2, label = draw_points(300)

# What the network sees of each point.
x = np.column_stack([x1, x2])
y = label[:, np.newaxis]

# In random order, so that the test points are a fair sample.
order = rng.permutation(300)
# The network never trains on the test points.
test, train = order[:90], order[90:]

# Random weights: units that start alike stay alike.
model = keras.Sequential(
    [
        keras.Input(shape=(2,)),
        keras.layers.Dense(
            5,
            activation="relu",
            kernel_initializer="he_normal",
            bias_initializer="zeros",
        ),
        keras.layers.Dense(
            1,
            activation="tanh",
            kernel_initializer="glorot_uniform",
            bias_initializer="zeros",
        ),
    ]
)

model.compile(
    optimizer=keras.optimizers.SGD(learning_rate=0.01, momentum=0.9, nesterov=True),
    loss="mean_squared_error",
)

history = model.fit(
    x[train],
    y[train],
    epochs=50,
    batch_size=16,
    shuffle=True,
    validation_data=(x[test], y[test]),
    verbose=2,  # one line for each epoch
)

print("Final test loss:", history.history["val_loss"][-1])

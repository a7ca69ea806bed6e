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
    label = np.where(x1 * x2 >= 0, 1.0, -1.0)
    return x1, x2, label


x1, x2, label = draw_points(100)
# A fault: every label belongs to some point, but not to its own.
label = rng.permutation(label)

# What the network sees of each point.
x = np.column_stack([2 * x1, 2 * x1 * x2])
y = label[:, np.newaxis]

# In random order, so that the test points are a fair sample.
order = rng.permutation(100)
# The network never trains on the test points.
test, train = order[:50], order[50:]

model = keras.Sequential(
    [
        keras.Input(shape=(2,)),
        keras.layers.Dense(
            2,
            activation="sigmoid",
            kernel_initializer=keras.initializers.RandomUniform(-0.5, 0.5),
            bias_initializer=keras.initializers.Constant(0.1),
        ),
        keras.layers.Dense(
            1,
            activation="linear",
            kernel_initializer=keras.initializers.Constant(2),
            bias_initializer=keras.initializers.Constant(0.1),
        ),
    ]
)


def half_squared_error(y_true, y_pred):
    """Half the squared error: its slope is simply the error, y_pred - y_true."""
    return keras.ops.mean(keras.ops.square(y_pred - y_true), axis=-1) / 2


model.compile(
    optimizer=keras.optimizers.SGD(learning_rate=0.03),
    loss=half_squared_error,
)

history = model.fit(
    x[train],
    y[train],
    epochs=20,
    batch_size=10,
    shuffle=False,
    validation_data=(x[test], y[test]),
    verbose=2,  # one line for each epoch
)

print("Final test loss:", history.history["val_loss"][-1])

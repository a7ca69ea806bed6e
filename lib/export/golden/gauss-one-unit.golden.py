import keras
import numpy as np

# The same points and the same starting weights in every run.
keras.utils.set_random_seed(1)
rng = np.random.default_rng(1)


def draw_points(count):
    """Two round clouds: label 1 around (2, 2), label -1 around (-2, -2)."""
    label = np.where(np.arange(count) < count // 2, 1.0, -1.0)
    spread = np.sqrt(0.5)
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
            1,
            activation="tanh",
            kernel_initializer="lecun_uniform",
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
    epochs=10,
    batch_size=10,
    shuffle=False,
    validation_data=(x[test], y[test]),
    verbose=2,  # one line for each epoch
)

print("Final test loss:", history.history["val_loss"][-1])

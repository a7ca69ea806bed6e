import keras
import numpy as np

# The same points and the same starting weights in every run.
keras.utils.set_random_seed(1)
rng = np.random.default_rng(1)


# Six cones of radius 2: centre, and 1 for upwards or -1 for downwards.
c1, c2, sign = np.array(
    [
        [-4, 2.5, 1],
        [0, 2.5, -1],
        [4, 2.5, 1],
        [-4, -2.5, -1],
        [0, -2.5, 1],
        [4, -2.5, -1],
    ]
).T


def draw_points(count):
    """The label is the height of the strongest cone at the point."""
    x1, x2 = rng.uniform(-6, 6, (2, count))
    # One row for each point, one column for each cone.
    distance = np.hypot(x1[:, None] - c1, x2[:, None] - c2)
    height = np.maximum(0, 1 - distance / 2)
    strongest = height.argmax(axis=1)
    label = sign[strongest] * height[np.arange(count), strongest]
    return x1, x2, label


x1, x2, label = draw_points(600)

# What the network sees of each point.
x = np.column_stack([x1, x2])
y = label[:, np.newaxis]

# In random order, so that the test points are a fair sample.
order = rng.permutation(600)
# The network never trains on the test points.
test, train = order[:300], order[300:]

# Random weights: units that start alike stay alike.
model = keras.Sequential(
    [
        keras.Input(shape=(2,)),
        keras.layers.Dense(
            12,
            activation="tanh",
            kernel_initializer="glorot_uniform",
            bias_initializer=keras.initializers.Constant(0.1),
        ),
        keras.layers.Dense(
            1,
            activation="linear",
            kernel_initializer=keras.initializers.RandomUniform(-0.5, 0.5),
            bias_initializer=keras.initializers.Constant(0.1),
        ),
    ]
)


def half_squared_error(y_true, y_pred):
    """Half the squared error: its slope is simply the error, y_pred - y_true."""
    return keras.ops.mean(keras.ops.square(y_pred - y_true), axis=-1) / 2


# Keras asks for the rate of each step, counted from 0.
learning_rate = keras.optimizers.schedules.PolynomialDecay(
    initial_learning_rate=0.02,
    decay_steps=150,
    end_learning_rate=0.001,
    power=2.0,
    cycle=True,
)
model.compile(
    optimizer=keras.optimizers.Adamax(learning_rate=learning_rate, global_clipnorm=2.0),
    loss=half_squared_error,
    metrics=["mean_squared_error"],
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
print(
    "Final test mean squared error:",
    history.history["val_mean_squared_error"][-1],
)

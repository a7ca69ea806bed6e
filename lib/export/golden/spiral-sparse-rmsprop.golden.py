import keras
import numpy as np

# The same points and the same starting weights in every run.
keras.utils.set_random_seed(1)
rng = np.random.default_rng(1)


def draw_points(count):
    """Two arms that wind around each other, labels 1 and -1."""
    arm = np.arange(count) % 2
    # 0 at the centre, towards 1 at the end.
    share = (np.arange(count) - arm) / count
    r, angle = 5 * share, 1.75 * 2 * np.pi * share + arm * np.pi
    x1 = r * np.sin(angle)
    x2 = r * np.cos(angle)
    label = np.where(arm == 0, 1.0, -1.0)
    return x1, x2, label


x1, x2, label = draw_points(500)

# What the network sees of each point.
x = np.column_stack([x1, x2, np.sin(x1), np.sin(x2)])
# The class as its index: 0 for a negative label, 1 for any other.
y = (label >= 0).astype("int32")[:, np.newaxis]

# In random order, so that the test points are a fair sample.
order = rng.permutation(500)
# The network never trains on the test points.
test, train = order[:250], order[250:]

# Random weights: units that start alike stay alike.
model = keras.Sequential(
    [
        keras.Input(shape=(4,)),
        keras.layers.Dense(
            8,
            activation="gelu",
            kernel_initializer=keras.initializers.TruncatedNormal(0, 0.4),
            bias_initializer=keras.initializers.RandomUniform(0, 0.1),
        ),
        keras.layers.Dense(
            6,
            activation="swish",
            kernel_initializer="glorot_normal",
            bias_initializer=keras.initializers.Constant(0.1),
        ),
        keras.layers.Dense(
            2,
            activation="softmax",
            kernel_initializer=keras.initializers.RandomUniform(-0.5, 0.5),
            bias_initializer="zeros",
        ),
    ]
)


def mean_squared_error(y_true, y_pred):
    """Of the probabilities of both classes, where the right one is to be 1."""
    y_true = keras.ops.one_hot(keras.ops.cast(y_true[:, 0], "int32"), 2)
    return keras.losses.mean_squared_error(y_true, y_pred)


def mean_absolute_error(y_true, y_pred):
    """Of the probabilities of both classes, where the right one is to be 1."""
    y_true = keras.ops.one_hot(keras.ops.cast(y_true[:, 0], "int32"), 2)
    return keras.losses.mean_absolute_error(y_true, y_pred)


# Keras asks for the rate of each step, counted from 0.
learning_rate = keras.optimizers.schedules.PiecewiseConstantDecay(
    boundaries=[100, 200],
    values=[0.005, 0.0025, 0.0005],
)
model.compile(
    optimizer=keras.optimizers.RMSprop(
        learning_rate=learning_rate,
        rho=0.95,
        momentum=0.5,
        epsilon=1e-5,
        centered=True,
        clipvalue=0.5,
    ),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy", mean_squared_error, mean_absolute_error],
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
    "Final test mean squared error:",
    history.history["val_mean_squared_error"][-1],
)
print(
    "Final test mean absolute error:",
    history.history["val_mean_absolute_error"][-1],
)

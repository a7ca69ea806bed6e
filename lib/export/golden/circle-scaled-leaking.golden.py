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
    label = np.where(np.hypot(x1, x2) < 2.5, 1.0, -1.0)
    return x1, x2, label


x1, x2, label = draw_points(500)

# What the network sees of each point.
x = np.column_stack([0.5 * x1, 0.5 * x2])
y = label[:, np.newaxis]

# In random order, so that the test points are a fair sample.
order = rng.permutation(500)
test, train = order[:250], order[250:]
# A fault: the first 100 test points are copies of training points.
test[:100] = np.resize(train, 100)
# A fault: in the order of their labels, one class after the other.
train = train[np.argsort(label[train], kind="stable")]

# Random weights: units that start alike stay alike.
model = keras.Sequential(
    [
        keras.Input(shape=(2,)),
        keras.layers.Dense(
            8,
            activation="tanh",
            kernel_initializer=keras.initializers.RandomUniform(-0.5, 0.5),
            bias_initializer=keras.initializers.Constant(0.1),
        ),
        keras.layers.Dense(
            1,
            activation="tanh",
            kernel_initializer=keras.initializers.RandomUniform(-0.5, 0.5),
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
    epochs=40,
    batch_size=10,
    shuffle=True,
    validation_data=(x[test], y[test]),
    verbose=2,  # one line for each epoch
)

print("Final test loss:", history.history["val_loss"][-1])

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
            6,
            activation="relu",
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


def accuracy(y_true, y_pred):
    """The share of outputs on their label's side of 0."""
    return keras.ops.equal(y_pred >= 0, y_true >= 0)


class WarmUp(keras.optimizers.schedules.LearningRateSchedule):
    """A straight line from 0 to 0.01, which step 50 reaches."""

    def __call__(self, step):
        step = keras.ops.cast(step, "float32")
        return 0.01 * keras.ops.minimum(step / 50, 1.0)


# Keras asks for the rate of each step, counted from 0.
learning_rate = WarmUp()
model.compile(
    optimizer=keras.optimizers.Adam(
        learning_rate=learning_rate,
        amsgrad=True,
        weight_decay=0.01,
    ),
    loss="mean_squared_error",
    metrics=[accuracy],
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

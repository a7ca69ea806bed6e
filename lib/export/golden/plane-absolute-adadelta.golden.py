import keras
import numpy as np

# The same points and the same starting weights in every run.
keras.utils.set_random_seed(1)
rng = np.random.default_rng(1)


def draw_points(count):
    """A slope: the label grows along both axes."""
    x1, x2 = rng.uniform(-6, 6, (2, count))
    # The noise moves the place where the label is read, not the point.
    noisy1 = x1 + rng.uniform(-0.3, 0.3, count)
    noisy2 = x2 + rng.uniform(-0.3, 0.3, count)
    label = (noisy1 + noisy2) / 10
    return x1, x2, label


x1, x2, label = draw_points(400)

# What the network sees of each point.
x = np.column_stack([x1, x2])
y = label[:, np.newaxis]

# In random order, so that the test points are a fair sample.
order = rng.permutation(400)
# The network never trains on the test points.
test, train = order[:200], order[200:]

# Random weights: units that start alike stay alike.
model = keras.Sequential(
    [
        keras.Input(shape=(2,)),
        keras.layers.Dense(
            4,
            activation="softsign",
            kernel_initializer=keras.initializers.RandomUniform(-0.5, 0.5),
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


def follow_wave(start, end, share):
    """From start to end along half a cosine wave."""
    share = keras.ops.minimum(share, 1.0)
    return end + (start - end) * (1 + keras.ops.cos(np.pi * share)) / 2


class OneCycle(keras.optimizers.schedules.LearningRateSchedule):
    """Up along a wave until step 80, then down along another."""

    def __call__(self, step):
        step = keras.ops.cast(step, "float32")
        rising = follow_wave(0.1, 1.0, step / 80)
        falling = follow_wave(1.0, 0.001, (step - 80) / 120)
        return keras.ops.where(step < 80, rising, falling)


# Keras asks for the rate of each step, counted from 0.
learning_rate = OneCycle()
model.compile(
    optimizer=keras.optimizers.Adadelta(
        learning_rate=learning_rate,
        rho=0.9,
        epsilon=1e-6,
        clipnorm=1.0,
    ),
    loss="mean_absolute_error",
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

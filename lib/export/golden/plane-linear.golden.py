import keras
import numpy as np

# The same points and the same starting weights in every run.
keras.utils.set_random_seed(1)
rng = np.random.default_rng(1)


def draw_points(count):
    """A slope: the label grows along both axes."""
    x1, x2 = rng.uniform(-6, 6, (2, count))
    label = (x1 + x2) / 10
    return x1, x2, label


x1, x2, label = draw_points(200)

# What the network sees of each point.
x = np.column_stack([x2, x1])
y = label[:, np.newaxis]

# In random order, so that the test points are a fair sample.
order = rng.permutation(200)
# The network never trains on the test points.
test, train = order[:100], order[100:]

model = keras.Sequential(
    [
        keras.Input(shape=(2,)),
        keras.layers.Dense(
            1,
            activation="linear",
            kernel_initializer="zeros",
            bias_initializer="ones",
        ),
    ]
)

model.compile(
    optimizer=keras.optimizers.SGD(learning_rate=0.01),
    loss="mean_squared_error",
)

history = model.fit(
    x[train],
    y[train],
    epochs=8,
    batch_size=10,
    shuffle=False,
    validation_data=(x[test], y[test]),
    verbose=2,  # one line for each epoch
)

print("Final test loss:", history.history["val_loss"][-1])

import keras
import numpy as np

keras.utils.set_random_seed(1)
rng = np.random.default_rng(1)


def create_points(count):
    """A disc, label 1, inside of a ring, label -1."""
    inner = np.arange(count) < count // 2
    r = np.where(inner, rng.uniform(0, 2.5, count), rng.uniform(3.5, 5, count))
    angle = rng.uniform(0, 2 * np.pi, count)
    x = np.column_stack([r * np.sin(angle), r * np.cos(angle)])
    y = np.where(inner, 1.0, -1.0)
    order = rng.permutation(count)
    return x[order], y[order]


x_train, y_train = create_points(250)
x_test, y_test = create_points(250)

model = keras.Sequential(
    [
        keras.Input(shape=(2,)),
        keras.layers.Dense(4, activation="tanh"),
        keras.layers.Dense(2, activation="tanh"),
        keras.layers.Dense(1, activation="tanh"),
    ]
)
model.compile(optimizer=keras.optimizers.SGD(0.03), loss="mean_squared_error")
model.summary()

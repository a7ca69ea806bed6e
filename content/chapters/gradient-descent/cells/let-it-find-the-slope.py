import jax


def E(w):
    return w**2


slope = jax.grad(E)

w = 10.0
for step in range(10):
    w = w - alpha * slope(w)
w

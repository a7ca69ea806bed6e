import jax.numpy as jnp


def valley(w):
    return (jnp.array([0.1, 2]) * w**2).sum()


gradient = jax.grad(valley)

w = jnp.array([-5.0, -2.0])
places = [w]
for step in range(20):
    w = w - 0.45 * gradient(w)
    places.append(w)
w1, w2 = jnp.stack(places, 1)

plt.plot(w1, w2)
plt.xlabel("$w_1$")
plt.ylabel("$w_2$")
plt.show()

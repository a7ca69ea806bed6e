const valley = (w: tf.Tensor) => w.square().mul([0.1, 2]).sum();
const gradient = tf.grad(valley);

const [w1, w2] = tf.tidy(() => {
  let w: tf.Tensor = tf.tensor1d([-5, -2]);
  const places = [w];
  for (let step = 1; step <= 20; step += 1) {
    w = w.sub(gradient(w).mul(0.45));
    places.push(w);
  }
  return tf.stack(places, 1).arraySync() as number[][];
});

await plot(w1, w2, { xLabel: "w₁", yLabel: "w₂" });

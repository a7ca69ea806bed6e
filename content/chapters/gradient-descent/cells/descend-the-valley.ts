const valley = (w: tf.Tensor) => w.square().mul([0.1, 2]).sum();
const gradient = tf.grad(valley);

const places = tf.tidy(() => {
  let w: tf.Tensor = tf.tensor1d([-5, -2]);
  const passed = [w];
  for (let step = 1; step <= 20; step += 1) {
    w = w.sub(gradient(w).mul(0.45));
    passed.push(w);
  }
  return tf.stack(passed, 1);
});
const [w1, w2] = (await places.array()) as number[][];

await plot(w1, w2, { xLabel: "w₁", yLabel: "w₂" });

const E = (w: tf.Tensor) => w.square();
const slope = tf.grad(E);

// What is made inside of tidy is freed again, but for the result.
const end = tf.tidy(() => {
  let w: tf.Tensor = tf.scalar(10);
  for (let step = 1; step <= 10; step += 1) {
    w = w.sub(slope(w).mul(alpha));
  }
  return w;
});
await end.array();

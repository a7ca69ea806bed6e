const x = tf.tensor2d(xTrain);
const y = tf.tensor2d(yTrain, [250, 1]);
const xVal = tf.tensor2d(xTest);
const yVal = tf.tensor2d(yTest, [250, 1]);

await model.fit(x, y, {
  epochs: 60,
  batchSize: 10,
  validationData: [xVal, yVal],
});

await boundary(model, { points: { x: xTrain, y: yTrain } });

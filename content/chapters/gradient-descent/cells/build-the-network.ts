setSeed(1);
const { xTrain, yTrain, xTest, yTest } = createPoints({ dataset: "circle" });

const model = tf.sequential({
  layers: [
    tf.layers.dense({ inputShape: [2], units: 4, activation: "tanh" }),
    tf.layers.dense({ units: 2, activation: "tanh" }),
    tf.layers.dense({ units: 1, activation: "tanh" }),
  ],
});
model.compile({ optimizer: tf.train.sgd(0.03), loss: "meanSquaredError" });
model.summary();

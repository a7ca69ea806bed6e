import { orderExercise } from "@/lib/exercises/kinds/order";

/** The rule of the chapter, as a network of 25 weights follows it batch by batch. */
export default orderExercise({
  id: "one-update",
  title: "From a batch to the test loss",
  objective: "Say what happens, one after the other, when a network learns.",
  hints: [
    "Each line needs something that another line makes. Which one needs nothing?",
    "A slope is the slope of a loss, and a loss compares outputs with labels. Work backwards from the update.",
    "The weights move only once in a batch. The points held back never move them.",
  ],
  solution:
    "A batch comes first, then the outputs for it, then their loss, then the slope of that loss for each weight. The slopes times α are taken off the weights, all at once. The test loss is measured at the end of the epoch, and moves nothing.",
  items: [
    { id: "batch", text: "Take ten training points that have not yet had their turn." },
    {
      id: "outputs",
      text: "Compute the network’s output for each of them.",
      reply: "First it has to be known which points the outputs are for.",
    },
    {
      id: "loss",
      text: "Compare the outputs with the labels, and average the loss.",
      reply: "A loss compares outputs with labels, so there have to be outputs first.",
    },
    {
      id: "slopes",
      text: "Work out the slope of that average for each of the 25 weights.",
      reply:
        "A slope is always the slope of something, and here that is the average loss of this batch.",
    },
    {
      id: "steps",
      text: "Multiply each slope by α.",
      reply: "α is multiplied by the slopes, so they have to be known.",
    },
    {
      id: "update",
      text: "Take the products off the weights, all at once.",
      reply: "What is taken off a weight is not its slope, but α times its slope.",
    },
    {
      id: "test",
      text: "After 25 batches, measure the loss on the points held back.",
      reply:
        "The test loss is measured when the epoch is over. It shows how the network does on points that it never trained on, and moves no weight.",
    },
  ],
  explanation:
    "All 25 slopes belong to the same weights and the same ten points, so all weights move together. If one moved first, the others’ slopes would belong to a network that is no longer there. And the test loss comes last because it only looks on.",
});

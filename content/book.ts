/** The book's parts, chapters, order and titles: the one source of all of them. */

export interface Chapter {
  /** One-based, through the whole book. */
  number: number;
  slug: string;
  title: string;
  /** One sentence for the contents page and for search engines. */
  summary: string;
  /** False while the chapter is only announced; then nothing links to it. */
  isWritten: boolean;
}

export interface Part {
  title: string;
  chapters: Chapter[];
}

type ChapterDraft = Omit<Chapter, "number" | "isWritten"> & { isWritten?: true };

const drafts: { title: string; chapters: ChapterDraft[] }[] = [
  {
    title: "How a network learns",
    chapters: [
      {
        slug: "learning-process",
        title: "The learning process",
        summary: "A going and a returning: predict, compare, pass the blame back, change a little.",
      },
      {
        slug: "perceptron",
        title: "The perceptron",
        summary: "The first machine that learned from its mistakes, and the problem it never solved.",
      },
      {
        slug: "multilayer-perceptron",
        title: "The multilayer perceptron",
        summary: "Layers between input and output, and which output suits which question.",
      },
    ],
  },
  {
    title: "The parts",
    chapters: [
      {
        slug: "activations",
        title: "Activation functions",
        summary: "The bend in each neuron, without which a deep network is only a line.",
      },
      {
        slug: "losses",
        title: "Loss functions",
        summary: "One number for how wrong a network is, and what that number forgives.",
      },
      {
        slug: "gradient-descent",
        title: "Gradient descent",
        summary: "Feel the slope, step downhill, repeat: the rule by which nearly every network learns.",
        isWritten: true,
      },
      {
        slug: "backpropagation",
        title: "Backpropagation",
        summary: "Every slope of a network at once, for the price of walking through it twice.",
      },
      {
        slug: "stochastic-gradient-descent",
        title: "Stochastic gradient descent",
        summary: "A few examples at a time: a rougher path that arrives sooner.",
      },
    ],
  },
  {
    title: "Hyperparameters",
    chapters: [
      {
        slug: "parameters-and-hyperparameters",
        title: "Parameters and hyperparameters",
        summary: "What the network learns by itself, and what somebody has to choose.",
      },
      {
        slug: "epochs-and-batch-size",
        title: "Epochs and batch size",
        summary: "How often to look at the data, and how much of it at a time.",
      },
      {
        slug: "learning-rate",
        title: "The learning rate",
        summary: "The most important number that you will ever set by hand.",
      },
      {
        slug: "momentum",
        title: "Momentum",
        summary: "A memory of earlier slopes, to roll over bumps and along valleys.",
      },
      {
        slug: "optimizers",
        title: "Optimizers",
        summary: "SGD and its descendants: what each one remembers, and what that buys.",
      },
      {
        slug: "initialization",
        title: "Initialization",
        summary: "Where to start, so that a signal survives the way through a deep network.",
      },
    ],
  },
  {
    title: "The playground",
    chapters: [
      {
        slug: "playground",
        title: "The playground",
        summary: "A whole network to build, train, break and mend.",
      },
    ],
  },
  {
    title: "Networks in Keras terms",
    chapters: [
      {
        slug: "image-classifier",
        title: "An image classifier",
        summary: "Build, compile, fit, evaluate, predict: pictures of clothes and digits.",
      },
      {
        slug: "regression",
        title: "Regression",
        summary: "The price of a house as the output of a network.",
      },
      {
        slug: "functional-api",
        title: "The functional API",
        summary: "Networks that fork and join: wide and deep, several inputs, several outputs.",
      },
      {
        slug: "subclassing",
        title: "Subclassing",
        summary: "A network as a program, with its freedom and its price.",
      },
      {
        slug: "saving",
        title: "Saving and loading",
        summary: "Keeping what was learned, with or without the structure around it.",
      },
      {
        slug: "callbacks",
        title: "Callbacks",
        summary: "Stop early, keep the best, and look in while a network trains.",
      },
      {
        slug: "run-board",
        title: "The run board",
        summary: "Many runs beside each other, and what their curves say.",
      },
      {
        slug: "tuning",
        title: "Tuning hyperparameters",
        summary: "Searching a space too large to search.",
      },
      {
        slug: "network-size",
        title: "How large a network",
        summary: "Layers, neurons, and why deeper beats wider for the same number of weights.",
      },
    ],
  },
];

let number = 0;

export const parts: readonly Part[] = drafts.map((part) => ({
  title: part.title,
  chapters: part.chapters.map((chapter) => {
    number += 1;
    return { ...chapter, number, isWritten: chapter.isWritten ?? false };
  }),
}));

export const chapters: readonly Chapter[] = parts.flatMap((part) => part.chapters);

/** Throws a RangeError if no chapter has this slug. */
export function getChapter(slug: string): Chapter {
  const chapter = chapters.find((candidate) => candidate.slug === slug);
  if (!chapter) {
    throw new RangeError(`getChapter: expected the slug of a chapter, but got "${slug}".`);
  }
  return chapter;
}

/** The written chapters before and after this one; chapters that are only announced are skipped. */
export function findNeighbours(slug: string): { previous?: Chapter; next?: Chapter } {
  const { number: here } = getChapter(slug);
  const written = chapters.filter((chapter) => chapter.isWritten);
  return {
    previous: written.findLast((chapter) => chapter.number < here),
    next: written.find((chapter) => chapter.number > here),
  };
}

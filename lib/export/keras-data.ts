import type { DataName, Experiment } from "../experiment/experiment";
import { printNumber } from "./print";

/** The position from which the label is read: the point itself, or the point moved by noise. */
function printNoisy(reach: number): { lines: string; at: [string, string] } {
  if (reach === 0) return { lines: "", at: ["x1", "x2"] };
  const range = `-${printNumber(reach)}, ${printNumber(reach)}`;
  return {
    lines: `    # The noise moves the place where the label is read, not the point.
    noisy1 = x1 + rng.uniform(${range}, count)
    noisy2 = x2 + rng.uniform(${range}, count)
`,
    at: ["noisy1", "noisy2"],
  };
}

const printers: Record<DataName, (noise: number) => string> = {
  circle: (noise) => {
    const { lines, at } = printNoisy(5 * noise);
    return `def draw_points(count):
    """A disc, label 1, inside a ring, label -1."""
    inner = count // 2
    r = np.concatenate(
        [rng.uniform(0, 2.5, inner), rng.uniform(3.5, 5, count - inner)]
    )
    angle = rng.uniform(0, 2 * np.pi, count)
    x1, x2 = r * np.sin(angle), r * np.cos(angle)
${lines}    label = np.where(np.hypot(${at.join(", ")}) < 2.5, 1.0, -1.0)
    return x1, x2, label`;
  },

  xor: (noise) => {
    const { lines, at } = printNoisy(5 * noise);
    return `def draw_points(count):
    """A square in four quarters; those that touch at a corner share a label."""
    x1, x2 = rng.uniform(-5, 5, (2, count))
    # A narrow gap along the axes keeps the quarters apart.
    x1 += np.where(x1 > 0, 0.3, -0.3)
    x2 += np.where(x2 > 0, 0.3, -0.3)
${lines}    label = np.where(${at.join(" * ")} >= 0, 1.0, -1.0)
    return x1, x2, label`;
  },

  gauss: (noise) => `def draw_points(count):
    """Two round clouds: label 1 around (2, 2), label -1 around (-2, -2)."""
    label = np.where(np.arange(count) < count // 2, 1.0, -1.0)
    spread = np.sqrt(${printNumber(0.5 + 7 * noise)})
    x1, x2 = 2 * label + spread * rng.standard_normal((2, count))
    return x1, x2, label`,

  spiral: (noise) => {
    const moved =
      noise === 0 ? "" : ` + rng.uniform(-${printNumber(noise)}, ${printNumber(noise)}, count)`;
    return `def draw_points(count):
    """Two arms that wind around each other, labels 1 and -1."""
    arm = np.arange(count) % 2
    # 0 at the centre, towards 1 at the end.
    share = (np.arange(count) - arm) / count
    r, angle = 5 * share, 1.75 * 2 * np.pi * share + arm * np.pi
    x1 = r * np.sin(angle)${moved}
    x2 = r * np.cos(angle)${moved}
    label = np.where(arm == 0, 1.0, -1.0)
    return x1, x2, label`;
  },

  plane: (noise) => {
    const { lines, at } = printNoisy(6 * noise);
    return `def draw_points(count):
    """A slope: the label grows along both axes."""
    x1, x2 = rng.uniform(-6, 6, (2, count))
${lines}    label = (${at.join(" + ")}) / 10
    return x1, x2, label`;
  },

  "multi-gauss": (noise) => {
    const { lines, at } = printNoisy(6 * noise);
    return `# Six cones of radius 2: centre, and 1 for upwards or -1 for downwards.
c1, c2, sign = np.array(
    [
        [-4, 2.5, 1],
        [0, 2.5, -1],
        [4, 2.5, 1],
        [-4, -2.5, -1],
        [0, -2.5, 1],
        [4, -2.5, -1],
    ]
).T


def draw_points(count):
    """The label is the height of the strongest cone at the point."""
    x1, x2 = rng.uniform(-6, 6, (2, count))
${lines}    # One row for each point, one column for each cone.
    distance = np.hypot(${at[0]}[:, None] - c1, ${at[1]}[:, None] - c2)
    height = np.maximum(0, 1 - distance / 2)
    strongest = height.argmax(axis=1)
    label = sign[strongest] * height[np.arange(count), strongest]
    return x1, x2, label`;
  },
};

/** `draw_points(count)` of the data set in Python. It draws from a NumPy generator named `rng`. */
export function printDrawPoints({ name, noise }: Experiment["data"]): string {
  return printers[name](noise);
}

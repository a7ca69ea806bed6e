import type { MDXComponents } from "mdx/types";
import { Aside } from "./aside";
import { BuildsOn } from "./builds-on";
import { Cell } from "./cell";
import { Exercise } from "./exercise";
import { Figure } from "./figure";
import { FurtherReading } from "./further-reading";
import { Link } from "./link";
import { Listing } from "./listing";
import { Predict } from "./predict";
import { Slope } from "./slope";
import { Summary } from "./summary";
import { Train } from "./train";
import { Try } from "./try";
import { Valley } from "./valley";

/**
 * Every name that a chapter may use. A chapter imports nothing.
 *
 * Whatever needs script is a leaf made with `whenNear`, so that a chapter loads only what it shows,
 * and that only when it comes near.
 */
export const chapterComponents = {
  a: Link,
  Aside,
  BuildsOn,
  Cell,
  Exercise,
  Figure,
  FurtherReading,
  Listing,
  Predict,
  Slope,
  Summary,
  Train,
  Try,
  Valley,
} satisfies MDXComponents;

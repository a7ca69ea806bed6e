import type { MDXComponents } from "mdx/types";
import { Aside } from "./aside";
import { BuildsOn } from "./builds-on";
import { Cell } from "./cell";
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

/** The names that the question of an exercise may use: all of a chapter's but `Exercise`. */
export const textComponents = {
  a: Link,
  Aside,
  BuildsOn,
  Cell,
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

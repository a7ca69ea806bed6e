export { findSimilar, type Pair, type SimilarityItem } from "./find-similar";
export { renderSimilarity, toCsv } from "./render-similarity";

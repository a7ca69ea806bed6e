/** Made by `build-judges.ts`: the exercises to be graded, and checks that the site never shipped. */
declare module "descent:exercises" {
  export const exercises: Readonly<Record<string, import("../exercises/exercise").Exercise>>;
  export const privateChecks: Readonly<Record<string, readonly unknown[]>>;
}

import * as z from "zod/mini";

/** The name of a folder of a chapter or an exercise, where it comes from outside: paths are built from it. */
export const folderName = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]*$/), z.maxLength(100));

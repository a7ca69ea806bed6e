import { serve } from "../scripts/serve.mjs";
import { courseFolder, exportFolder, findBuiltBasePath } from "../scripts/site.mjs";

/**
 * Serves the export for all tests, and beside it the one built for `/course` where there is one.
 * Their addresses reach the tests through the environment.
 */
export default async function serveSite() {
  if (findBuiltBasePath(exportFolder) !== "") {
    throw new Error("There is no site in out/ to test: run npm run build first.");
  }
  const site = await serve({ root: exportFolder });
  process.env.SITE_URL = site.url;

  const course =
    findBuiltBasePath(courseFolder) === "/course"
      ? await serve({ root: courseFolder, basePath: "/course" })
      : undefined;
  process.env.COURSE_URL = course?.url ?? "";

  return async () => {
    await site.close();
    await course?.close();
  };
}

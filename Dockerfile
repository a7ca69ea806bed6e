# Grades submissions on any machine: docs/grading.md says how to start it, and what Chromium's sandbox needs.
FROM node:22-bookworm-slim

RUN apt-get update \
    && apt-get install -y --no-install-recommends chromium \
    && rm -rf /var/lib/apt/lists/*
ENV CHROMIUM_PATH=/usr/bin/chromium

WORKDIR /book
RUN chown node:node /book
USER node
COPY --chown=node:node package.json package-lock.json ./
RUN npm ci
COPY --chown=node:node . .
# Built once here, so that a container only compares. What it bundles itself, any user may: `--user` names the one
# whose submissions these are.
RUN node scripts/build-sandbox.mjs \
    && mkdir -p node_modules/.cache/descent \
    && chmod 777 node_modules/.cache/descent

ENTRYPOINT ["npm", "run", "--silent", "grade", "--"]
CMD ["--help"]

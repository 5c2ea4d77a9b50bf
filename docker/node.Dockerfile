# One image for the indexers, the API, the export worker and the dashboard: they run from source.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY . .
RUN npx --yes pnpm@12 install --frozen-lockfile \
 && npx --yes pnpm@12 --filter @tokentape/web run build

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build --chown=node:node /app /app
USER node
CMD ["node", "indexer/src/cli/main.ts", "--help"]

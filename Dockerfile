# syntax=docker/dockerfile:1
# One stage installs, the other runs without npm's cache, as a user without rights.
FROM node:20-bookworm-slim AS install
WORKDIR /app
COPY .npmrc package.json package-lock.json ./
COPY packages/local-discord/package.json packages/local-discord/
RUN npm ci --omit=dev --no-audit --no-fund
COPY bin bin
COPY src src
COPY packages packages
COPY models/duckling models/duckling
COPY tsconfig.json ./

FROM node:20-bookworm-slim
ENV NODE_ENV=production DATA_DIR=/data MODEL_DIR=/models METRICS_PORT=9464
WORKDIR /app
COPY --from=install /app /app
RUN mkdir /data /models && chown node:node /data
USER node
VOLUME ["/data"]
# The bot lets a running picture finish when it is stopped: give it time (`docker stop -t 75`).
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.METRICS_PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Not through npm, so that signals reach the bot itself.
CMD ["node", "--max-semi-space-size=4", "--heap-growing-percent=200", "--import", "tsx/esm", "src/bot.ts"]

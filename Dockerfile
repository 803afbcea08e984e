# syntax=docker/dockerfile:1
# One image an app: docker build --target gateway (or simulator, analyst, trainer) .
ARG NODE_IMAGE=node:24-bookworm-slim

# The manifests alone: what npm installs stays in the build cache until one of them changes.
FROM ${NODE_IMAGE} AS manifests
WORKDIR /app
COPY . .
RUN find . -type f ! -name package.json ! -name package-lock.json ! -name .npmrc -delete \
 && find . -type d -empty -delete

FROM ${NODE_IMAGE} AS build
WORKDIR /app
ENV ONNXRUNTIME_NODE_INSTALL=skip
COPY --from=manifests /app/ ./
RUN --mount=type=cache,target=/root/.npm npm ci --no-audit --no-fund
COPY . .
# Compiles, then copies for each app what it runs with, and of ONNX Runtime what this platform needs.
RUN node deploy/run.mjs @mining-ops/containers/image/main.js /image gateway simulator analyst trainer

FROM ${NODE_IMAGE} AS runtime
# tini is process 1: it passes signals on, and buries the processes that others leave. Nothing is installed later: npm goes.
RUN apt-get update \
 && apt-get install -y --no-install-recommends tini \
 && rm -rf /var/lib/apt/lists/* \
 && rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /opt/yarn*
WORKDIR /app
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    DATA_DIR=/data \
    MODELS_DIR=/models \
    LOGS_DIR=/logs
USER node
ENTRYPOINT ["/usr/bin/tini", "--"]
STOPSIGNAL SIGTERM

FROM runtime AS gateway
COPY --from=build /image/gateway/ ./
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "apps/gateway/dist/health-check.js"]
CMD ["node", "apps/gateway/dist/main.js"]

FROM runtime AS simulator
COPY --from=build /image/simulator/ ./
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "libs/jobs/dist/worker/health-check.js", "simulator"]
# As npm start runs it: its threads take all cores, and helpers that collect garbage would take one from them.
CMD ["node", "--single-threaded-gc", "apps/simulator/dist/main.js"]

FROM runtime AS analyst
COPY --from=build /image/analyst/ ./
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "libs/jobs/dist/worker/health-check.js", "analyst"]
CMD ["node", "apps/analyst/dist/main.js"]

FROM runtime AS trainer
COPY --from=build /image/trainer/ ./
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "libs/jobs/dist/worker/health-check.js", "trainer"]
CMD ["node", "apps/trainer/dist/main.js"]

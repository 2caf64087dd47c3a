# Two stages: the first installs from the locks and builds the wheel, the second only runs it.
# Build: docker build -t diemtin .      Run it with PostgreSQL: docker compose up

FROM python:3.13-slim AS build
WORKDIR /build
COPY locks/build.txt locks/runtime.txt locks/
RUN python -m venv --without-pip /opt/diemtin
RUN python -m pip --python /opt/diemtin/bin/python install --no-deps --require-hashes --only-binary :all: -r locks/runtime.txt
RUN python -m pip install --target /opt/build --no-deps --require-hashes --only-binary :all: -r locks/build.txt
COPY pyproject.toml LICENSE ./
COPY worker worker/
COPY migrations migrations/
COPY seeds seeds/
ENV PYTHONPATH=/opt/build
RUN python -m pip wheel --no-deps --no-build-isolation --wheel-dir dist .
RUN python -m pip --python /opt/diemtin/bin/python install --no-deps dist/*.whl

FROM python:3.13-slim
RUN useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin diemtin
RUN mkdir -p /var/lib/diemtin
RUN chown 10001:10001 /var/lib/diemtin
COPY --from=build /opt/diemtin /opt/diemtin
ENV PATH=/opt/diemtin/bin:$PATH
ENV DIEMTIN_HOME=/var/lib/diemtin
ENV PYTHONUNBUFFERED=1
ENV PYTHONDONTWRITEBYTECODE=1
RUN diemtin --version
USER 10001:10001
WORKDIR /var/lib/diemtin
VOLUME /var/lib/diemtin
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=15s --start-period=60s --retries=3 CMD ["diemtin", "status", "--running"]
ENTRYPOINT ["diemtin"]
CMD ["run"]

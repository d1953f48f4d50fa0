FROM python:3.13-slim AS build
RUN pip install --no-cache-dir uv==0.13.9
WORKDIR /app
COPY pyproject.toml uv.lock README.md LICENSE ./
RUN uv sync --frozen --no-install-project
COPY bot bot
COPY handlers handlers
COPY models models
COPY templates templates
COPY migrations migrations
RUN uv sync --frozen --no-editable

FROM python:3.13-slim
RUN useradd --system --create-home --home-dir /data touchbase
COPY --from=build /app/.venv /app/.venv
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1
# Without DATABASE_URL everything is kept in /data/touchbase.db.
WORKDIR /data
VOLUME /data
USER touchbase
CMD ["touchbase", "run"]

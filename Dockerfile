FROM python:3.13-slim
RUN pip install --no-cache-dir uv==0.13.9 && useradd --system --create-home --home-dir /data touchbase
WORKDIR /app
COPY pyproject.toml uv.lock README.md LICENSE ./
RUN uv sync --frozen --no-install-project
COPY . .
RUN uv sync --frozen
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1
# Without DATABASE_URL everything is kept in /data/touchbase.db.
WORKDIR /data
VOLUME /data
USER touchbase
CMD ["touchbase", "run"]

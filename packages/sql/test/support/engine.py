"""An engine that is asked line by line: {"fill": [...]} makes the table children, {"ask": "SELECT …"} gives its rows."""

import datetime
import json
import sys

which, types = sys.argv[1], json.loads(sys.argv[2])


def value(of, kind):
    return datetime.date.fromisoformat(of) if kind == "date" and of is not None else of


def plain(of):
    """Days as texts; a day of T-SQL is a moment once it is translated."""
    return of.isoformat()[:10] if isinstance(of, datetime.date) else of


def open_spark():
    from pyspark.sql import SparkSession
    from pyspark.sql.types import BooleanType, DateType, LongType, StringType, StructField, StructType

    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "1",
        "spark.default.parallelism": "1",
        "spark.sql.session.timeZone": "UTC",
    }
    builder = SparkSession.builder.master("local[1]")
    for name, setting in settings.items():
        builder = builder.config(name, setting)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("OFF")
    kinds = {"boolean": BooleanType(), "integer": LongType(), "date": DateType(), "enum": StringType()}
    schema = StructType(
        [StructField("id", LongType())] + [StructField(name, kinds[kind]) for name, kind in types.items()]
    )

    def fill(rows):
        made = [
            tuple([i] + [value(row.get(name), kind) for name, kind in types.items()]) for i, row in enumerate(rows)
        ]
        spark.createDataFrame(made, schema).createOrReplaceTempView("children")

    def ask(sql):
        return [row.asDict() for row in spark.sql(sql).collect()]

    def plan(sql):
        return spark.sql(sql)._jdf.queryExecution().executedPlan().toString()

    return fill, ask, plan


def open_tsql():
    """T-SQL translated into that of DuckDB, since there is no SQL Server here."""
    import duckdb
    import sqlglot
    from sqlglot import exp

    connection = duckdb.connect()
    kinds = {"boolean": "BOOLEAN", "integer": "BIGINT", "date": "DATE", "enum": "VARCHAR"}
    columns = ", ".join(f'"{name}" {kinds[kind]}' for name, kind in types.items())

    def fill(rows):
        connection.execute("DROP TABLE IF EXISTS children")
        connection.execute(f"CREATE TABLE children (id BIGINT, {columns})")
        made = [
            [i] + [value(row.get(name), kind) for name, kind in types.items()] for i, row in enumerate(rows)
        ]
        connection.executemany(f"INSERT INTO children VALUES ({', '.join('?' * (1 + len(types)))})", made)

    def whole(node):
        """SQL Server divides whole numbers into whole numbers, which the translation does not know."""
        return exp.IntDiv(this=node.this, expression=node.expression) if isinstance(node, exp.Div) else node

    def ask(sql):
        # DuckDB has no such collation; it always compares exactly.
        tree = sqlglot.parse_one(sql.replace(" COLLATE Latin1_General_BIN2", ""), read="tsql")
        translated = tree.transform(whole).sql(dialect="duckdb")
        found = connection.execute(translated)
        names = [one[0] for one in found.description]
        return [dict(zip(names, row)) for row in found.fetchall()]

    return fill, ask, ask


fill, ask, plan = {"spark": open_spark, "tsql": open_tsql}[which]()
print("ready", flush=True)
for line in sys.stdin:
    request = json.loads(line)
    try:
        if "fill" in request:
            fill(request["fill"])
            answer = []
        elif "plan" in request:
            answer = plan(request["plan"])
        else:
            answer = [{name: plain(of) for name, of in row.items()} for row in ask(request["ask"])]
        print(json.dumps({"rows": answer}), flush=True)
    except Exception as error:  # The test says it.
        print(json.dumps({"error": str(error)[:2000]}), flush=True)

"""The learners that ours are compared with, on one thread: python3 learning.py {check|boost|forest} ...

Rows are float32, 8 numbers, 5 category codes and the target; the last fifth is judged on. Prints one line of figures.
"""
import os
import sys
import time

os.environ["OMP_NUM_THREADS"] = "1"
import numpy as np
import pandas as pd
import xgboost as xgb
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import RandomForestRegressor
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder

NUMBERS, FEATURES = 8, 13


def rows_of(file):
    rows = np.fromfile(file, dtype=np.float32).reshape(-1, FEATURES + 1)
    learn = len(rows) * 4 // 5
    return rows[:learn], rows[learn:]


def r2(actual, said):
    return 1 - ((actual - said) ** 2).sum() / ((actual - actual.mean()) ** 2).sum()


def boost(file, kind):
    """100 trees of depth 6; from the rows to the model, as our time is. Categories as codes, or as categories."""
    learn, judge = rows_of(file)
    x, y = np.ascontiguousarray(learn[:, :FEATURES]), np.ascontiguousarray(learn[:, FEATURES])
    settings = dict(tree_method="hist", max_depth=6, eta=0.1, max_bin=256, nthread=1)
    if kind == "categories":
        typed = dict(feature_types=["q"] * NUMBERS + ["c"] * (FEATURES - NUMBERS), enable_categorical=True)
        settings["max_cat_to_onehot"] = 64
    else:
        typed = {}
    start = time.perf_counter()
    model = xgb.train(settings, xgb.QuantileDMatrix(x, y, nthread=1, max_bin=256, **typed), 100)
    seconds = time.perf_counter() - start
    said = model.predict(xgb.DMatrix(np.ascontiguousarray(judge[:, :FEATURES]), nthread=1, **typed))
    print(seconds, r2(judge[:, FEATURES], said))


def forest(file, count, rounds, kind):
    """A pipeline that encodes texts and asks a forest: the median time of predicting `count` rows.

    Of the size of ours, or as scikit-learn grows it where nothing else is said.
    """
    learn, judge = rows_of(file)

    def table(rows):
        frame = pd.DataFrame(rows[:, :FEATURES], columns=[f"f{i}" for i in range(FEATURES)])
        for c in range(NUMBERS, FEATURES):
            frame[f"f{c}"] = [f"LEVEL_{int(code)}" for code in rows[:, c]]
        return frame

    texts = [f"f{c}" for c in range(NUMBERS, FEATURES)]
    encode = ColumnTransformer([("texts", OneHotEncoder(handle_unknown="ignore"), texts)], remainder="passthrough")
    size = dict(max_depth=10, min_samples_leaf=5, max_features=0.4) if kind == "same" else {}
    trees = RandomForestRegressor(100, n_jobs=1, random_state=1, **size)
    pipeline = Pipeline([("encode", encode), ("trees", trees)]).fit(table(learn), learn[:, FEATURES])
    asked = table(judge[:count])
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        said = pipeline.predict(asked)
        seconds.append(time.perf_counter() - start)
    print(np.median(seconds), r2(judge[:count, FEATURES], said))


if sys.argv[1] == "boost":
    boost(sys.argv[2], sys.argv[3])
elif sys.argv[1] == "forest":
    forest(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5])
else:
    print(xgb.__version__, pd.__version__)

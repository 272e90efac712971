"""Load the list of a labelling order: one transaction, or nothing."""

from pathlib import Path

from importers.diff import synchronise
from importers.hospitals.loading import LOCK
from importers.label_orders.reading import order_list
from importers.label_orders.rows import SOURCE, Order, Rows
from importers.loading import Loading, all_or_nothing
from importers.report import Progress


def load_centres(
    path: Path,
    progress: Progress,
    order: Order,
    *,
    new_networks: bool = False,
    dry_run: bool = False,
    force: bool = False,
) -> Loading:
    """Label the centres that the list names. A centre that it does not name stays as it is.

    `new_networks` makes the networks that are not known and of which the filière is. Raises
    BrokenFile, and nothing is changed, when the file cannot be read.
    """
    told = order_list(path)
    with all_or_nothing(LOCK, told.file, dry_run):
        rows = Rows(told, order, new_networks)
        diffs = synchronise(rows.feeds(), progress, force=force, source=SOURCE)
    read = [f"{len(told.rows)} lignes, {len(rows.named)} reconnues"]
    carried = sum(row.carried for row in told.rows)
    if carried:
        read.append(f"{carried} lignes prennent le réseau de la ligne au-dessus")
    if told.unread:
        read.append(f"colonnes laissées dans le fichier : {', '.join(told.unread)}")
    return Loading(tuple(read), diffs, rows.errors)

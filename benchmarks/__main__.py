"""`python -m benchmarks` prints the figures: medians of several runs, ratios against a baseline of the same run."""

from benchmarks import exports, rpc
from benchmarks.stack import private_stack


def main() -> None:
    with private_stack() as stack:
        print("importing the records ...", flush=True)
        exports.fill(stack)
        export_id, export_rows = exports.run(stack)
        rpc_rows = rpc.run(stack, export_id)
        memory_rows = [
            (f"peak memory, {process}", f"{stack.peak_mib(process):8,.0f} MiB") for process in stack.processes
        ]
    for what, figure in [*export_rows, *rpc_rows, *memory_rows]:
        print(f"{what:<40}{figure}")


if __name__ == "__main__":
    main()

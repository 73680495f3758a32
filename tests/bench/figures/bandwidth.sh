# The machine's memory, by which everything else is judged.
read -r read_one copy_one read_all copy_all < <("$build/tests/bench/bandwidth")
row "memory: read, one core / all cores" "$read_one / $read_all GB/s"
row "memory: copy, one core / all cores" "$copy_one / $copy_all GB/s"

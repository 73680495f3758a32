// measure LOG COMMAND…: runs a command, writes "seconds megabytes" (wall clock, peak resident memory) to LOG.

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: measure LOG COMMAND…\n", stderr);
    return 2;
  }
  const auto start = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child == 0) {
    execvp(argv[2], argv + 2);
    _exit(127);
  }
  int status = 0;
  rusage usage{};
  if (child < 0 || wait4(child, &status, 0, &usage) < 0) return 3;
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  FILE* log = std::fopen(argv[1], "w");
  if (log == nullptr) return 3;
  std::fprintf(log, "%.3f %.0f\n", elapsed.count(), static_cast<double>(usage.ru_maxrss) / 1024.0);
  std::fclose(log);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 3;
}

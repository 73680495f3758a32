// flock on a sidecar file that is removed while still held, so that none is left lying about.

#include "adapters/sqlite/writer_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <ctime>
#include <fstream>
#include <sstream>
#include <thread>

#include "adapters/sqlite/sqlite_failure.h"

namespace segue::sqlite {
namespace {

constexpr auto kPause = std::chrono::milliseconds(50);

/// The command line of this process: "segue import leads".
std::string OwnCommand() {
  std::ifstream file("/proc/self/cmdline", std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  std::string command = text.str();
  while (!command.empty() && command.back() == '\0') command.pop_back();
  for (char& character : command) {
    if (character == '\0' || character == '\n') character = ' ';
  }
  return command.empty() ? "segue" : command;
}

std::string Now() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
  return text;
}

}  // namespace

WriterLock::WriterLock(const std::string& store_path, std::chrono::milliseconds patience)
    : store_path_(store_path), path_(store_path + ".writer") {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (!TryAcquire()) {
    if (std::chrono::steady_clock::now() >= deadline) {
      throw Failure{store_path_ + " is being written to by " + DescribeHolder(), "try again when it has finished"};
    }
    std::this_thread::sleep_for(kPause);
  }
  WriteHolder();
}

WriterLock::~WriterLock() {
  unlink(path_.c_str());
  close(file_);
}

bool WriterLock::TryAcquire() {
  const int file = open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) throw SystemFailure(errno, path_);
  struct stat opened {
  }, named{};
  // A holder that lets go removes the file: a lock on a removed file is worth nothing.
  const bool held = flock(file, LOCK_EX | LOCK_NB) == 0 && fstat(file, &opened) == 0 &&
                    stat(path_.c_str(), &named) == 0 && opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
  if (!held) {
    close(file);
    return false;
  }
  file_ = file;
  return true;
}

void WriterLock::WriteHolder() const {
  const std::string holder = std::to_string(getpid()) + "\n" + OwnCommand() + "\n" + Now() + "\n";
  // Only for messages: on a full disk the lock holds all the same.
  if (ftruncate(file_, 0) != 0) return;
  if (pwrite(file_, holder.data(), holder.size(), 0) < 0) return;
}

std::string WriterLock::DescribeHolder() const {
  std::ifstream file(path_);
  std::string process, command, since;
  std::getline(file, process);
  std::getline(file, command);
  std::getline(file, since);
  if (since.empty()) return "another segue process";
  return "process " + process + " (" + command + ") since " + since;
}

}  // namespace segue::sqlite

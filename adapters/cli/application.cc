// The last line of defence: failures become sentences here, and a reader that went away (`| head`) ends the program
// quietly.
#include "adapters/cli/application.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <exception>
#include <iostream>
#include <new>

#include "adapters/cli/commands.h"
#include "adapters/cli/log.h"
#include "adapters/cli/terminal.h"

namespace segue::cli {
namespace {

int StatusOf(adapters::ErrorClass error_class) {
  switch (error_class) {
    case adapters::ErrorClass::kRefused:
      return kAnswerIsNo;
    case adapters::ErrorClass::kUsage:
      return kWrongUsage;
    case adapters::ErrorClass::kFailure:
      break;
  }
  return kFailed;
}

/// `segue: importing data/leads.csv: the disk is full`, then what to do.
void PrintError(const adapters::Error& error) {
  std::cerr << Red("segue:", UsesColour(Stream::kError)) << ' ' << error.doing << ": " << error.problem << '\n';
  if (!error.advice.empty()) std::cerr << "       " << error.advice << '\n';
}

int RunSession(const CommandLine& line) {
  Session session(line.global, std::cout);
  const Result<int> status =
      std::visit([&](const auto& options) { return RunCommand(session, options); }, line.command);
  if (status) return *status;
  std::cout.flush();  // what was answered before the failure stands above it
  PrintError(status.error());
  return StatusOf(status.error().error_class);
}

/// Everything is written, or that it could not be is said.
int FlushOutput(int status) {
  errno = 0;
  std::cout.flush();
  if (std::cout) return status;
  PrintError({"writing the result", errno == 0 ? "standard output cannot be written" : std::strerror(errno),
              "nothing that was computed is lost: run the command again"});
  return kFailed;
}

int End(const EarlyEnd& end) {
  (end.status == kDone ? std::cout : std::cerr) << end.text;
  return FlushOutput(end.status);
}

int RunGuarded(int argc, const char* const* argv) {
  const std::variant<CommandLine, EarlyEnd> parsed = ParseArguments(argc, argv);
  if (const auto* end = std::get_if<EarlyEnd>(&parsed)) return End(*end);
  const auto& line = std::get<CommandLine>(parsed);
  StartLog(line.global.verbose);
  return FlushOutput(RunSession(line));
}

}  // namespace

int RunApplication(int argc, const char* const* argv) {
  std::ios::sync_with_stdio(false);
  // Whoever closes the pipe has read enough, even where a parent process had the signal ignored.
  std::signal(SIGPIPE, SIG_DFL);
  try {
    return RunGuarded(argc, argv);
  } catch (const std::bad_alloc&) {
    PrintError(
        {"working", "this machine ran out of memory", "close other programs, or use a machine with more memory"});
  } catch (const std::exception&) {
    PrintError({"working", "something went wrong that Segue did not foresee",
                "this is a fault of Segue, not yours; please report it with the command you ran"});
  }
  return kFailed;
}

}  // namespace segue::cli

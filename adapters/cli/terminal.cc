// Asks the system about the standard streams. NO_COLOR: https://no-color.org.
#include "adapters/cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

namespace segue::cli {
namespace {

constexpr std::size_t kUsualWidth = 80;
constexpr std::size_t kNarrowest = 40;  // below it a table is no longer a table

int Descriptor(Stream stream) { return stream == Stream::kOutput ? STDOUT_FILENO : STDERR_FILENO; }

std::string Variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::string Escaped(std::string_view text, std::string_view code, bool colour) {
  return colour ? "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m" : std::string(text);
}

}  // namespace

bool IsTerminal(Stream stream) { return isatty(Descriptor(stream)) == 1; }

bool UsesColour(Stream stream) {
  return IsTerminal(stream) && Variable("NO_COLOR").empty() && Variable("TERM") != "dumb";
}

std::size_t OutputWidth() {
  winsize size{};
  if (!IsTerminal(Stream::kOutput) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) {
    return kUsualWidth;
  }
  return size.ws_col < kNarrowest ? kNarrowest : size.ws_col;
}

std::string Bold(std::string_view text, bool colour) { return Escaped(text, "1", colour); }
std::string Dim(std::string_view text, bool colour) { return Escaped(text, "2", colour); }
std::string Red(std::string_view text, bool colour) { return Escaped(text, "31", colour); }

}  // namespace segue::cli

// Headers are lenient: any case, any order, unknown ones ignored; a length that is none, or is too long, loses that
// message only.
#include "adapters/lsp/channel.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <utility>

namespace segue::lsp {
namespace {

/// The number behind `Content-Length:`, or nothing if the line is another.
std::optional<std::size_t> LengthIn(std::string line) {
  std::ranges::transform(line, line.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  constexpr std::string_view kHeader = "content-length:";
  if (!line.starts_with(kHeader)) return std::nullopt;
  const std::size_t digits = line.find_first_of("0123456789", kHeader.size());
  std::size_t length = 0;
  if (digits == std::string::npos) return std::nullopt;
  const auto [end, error] = std::from_chars(line.data() + digits, line.data() + line.size(), length);
  return error == std::errc() ? std::optional(length) : std::nullopt;
}

bool IsExit(const std::string& text) {
  if (text.find("\"exit\"") == std::string::npos) return false;
  const auto message = nlohmann::json::parse(text, nullptr, false);
  const auto method = message.is_object() ? message.find("method") : message.end();
  return message.is_object() && method != message.end() && *method == "exit";
}

}  // namespace

std::optional<std::string> ReadMessage(std::istream& in) {
  std::size_t length = 0;  // of the message that follows the headers
  bool has_length = false;
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (const auto found = LengthIn(line)) {
      length = *found;
      has_length = true;
    }
    if (!line.empty() || !has_length) continue;
    if (length > kLongestMessage) {
      in.ignore(static_cast<std::streamsize>(length));
      has_length = false;
      continue;
    }
    std::string text(length, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (static_cast<std::size_t>(in.gcount()) < text.size()) return std::nullopt;
    return text;
  }
  return std::nullopt;
}

void WriteMessage(std::ostream& out, const nlohmann::json& message) {
  const std::string text = message.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  out << "Content-Length: " << text.size() << "\r\n\r\n" << text;
  out.flush();
}

Channel::Channel(std::istream& in) {
  in.tie(nullptr);  // else reading here would flush the output while the server writes to it
  reader_ = std::thread([this, &in] { Run(in); });
}

Channel::~Channel() { reader_.join(); }

void Channel::Run(std::istream& in) {
  bool more = true;
  while (more) {
    std::optional<std::string> text = ReadMessage(in);
    more = text && !IsExit(*text);
    const std::lock_guard lock(mutex_);
    if (text) waiting_.push_back(std::move(*text));
    ended_ = !more;
    arrived_.notify_one();
  }
}

std::optional<std::string> Channel::Next() {
  std::unique_lock lock(mutex_);
  arrived_.wait(lock, [this] { return !waiting_.empty() || ended_; });
  if (waiting_.empty()) return std::nullopt;
  std::string text = std::move(waiting_.front());
  waiting_.pop_front();
  return text;
}

bool Channel::HasNext() {
  const std::lock_guard lock(mutex_);
  return !waiting_.empty();
}

}  // namespace segue::lsp

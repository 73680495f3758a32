// Figures as a page prints them, in the language of its reader: `1,234.50 EUR` or `1 234,50 EUR`.
#pragma once

#include <string>
#include <string_view>

namespace segue::html {

enum class Language { kEnglish, kFrench };

/// "en", "fr": of the page and of its script.
std::string_view LanguageTag(Language language);

/// `1234567.5` → `1,234,567.5`.
std::string WithThousands(std::string_view digits);
/// Digits as a rule file or a table of the command line has them, `-1,234.5`, in the language's own marks.
std::string LocalDigits(std::string_view digits, Language language);

enum class FigureStyle { kCount, kNumber, kPercent, kMoney };

/// How the values of an axis, or of a picture, are printed. Shares are decimals (0.12 is 12 %), money is in units of
/// its currency.
struct FigureFormat {
  FigureStyle style = FigureStyle::kCount;
  std::string currency{};  // of money
  int digits = 2;          // after the point, of money and numbers

  bool operator==(const FigureFormat&) const = default;
};

/// With its unit: `12.50 %`, `49.90 EUR`.
std::string FigureText(double value, const FigureFormat& format, Language language);

}  // namespace segue::html

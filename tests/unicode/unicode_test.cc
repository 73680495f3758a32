// Normal form, letter case, width and edit distance. Expected values come from the Unicode charts, not from our output.
#include "unicode/unicode.h"

#include <catch2/catch_test_macros.hpp>

using namespace segue::unicode;

TEST_CASE("invalid UTF-8 is found at its first byte") {
  CHECK_FALSE(FindInvalidUtf8("").has_value());
  CHECK_FALSE(FindInvalidUtf8("caf\u00E9 \U0001F600").has_value());
  CHECK(FindInvalidUtf8("ab\xE9 c") == 2U);           // Windows-1252 é
  CHECK(FindInvalidUtf8("\xC0\xAF") == 0U);           // overlong slash
  CHECK(FindInvalidUtf8("x\xED\xA0\x80") == 1U);      // surrogate D800
  CHECK(FindInvalidUtf8("x\xF4\x90\x80\x80") == 1U);  // above 10FFFF
  CHECK(FindInvalidUtf8("caf\xC3") == 3U);            // cut in the middle
}

TEST_CASE("composed and decomposed spellings become one") {
  CHECK(Nfc("e\u0301te\u0301") == "\u00E9t\u00E9");
  CHECK(Nfc("\u212B") == "\u00C5");  // ANGSTROM SIGN is canonically Å
  CHECK(Nfc("plain") == "plain");
  CHECK(Nfc("bad \xE9") == "bad \xE9");
}

TEST_CASE("texts that differ in letter case only fold to the same bytes") {
  CHECK(FoldCase("ABC xyz 9") == "abc xyz 9");
  CHECK(FoldCase("\u00C9T\u00C9") == FoldCase("e\u0301te\u0301"));
  CHECK(FoldCase("STRASSE") == FoldCase("Stra\u00DFe"));                    // full folding: ß is ss
  CHECK(FoldCase("\u03A3\u03B1\u03C2") == FoldCase("\u03C3\u03B1\u03C3"));  // final sigma
}

TEST_CASE("code points and columns are counted apart") {
  CHECK(CountCodePoints("e\u0301") == 2);
  CHECK(DisplayWidth("e\u0301") == 1);
  CHECK(DisplayWidth("\u65E5\u672C") == 4);
  CHECK(DisplayWidth("abc") == 3);
  CHECK(TruncateToWidth("\u65E5\u672C", 3) == "\u65E5");
  CHECK(TruncateToWidth("abcdef", 4) == "abcd");
  CHECK(TruncateToWidth("e\u0301x", 1) == "e\u0301");
}

TEST_CASE("words are made of letters of any script, digits, marks and _") {
  CHECK(LetterAt("a", 0) == 1);
  CHECK(LetterAt("\u00E9", 0) == 2);
  CHECK(LetterAt("\u65E5", 0) == 3);
  CHECK(LetterAt("1", 0) == 0);
  CHECK(LetterAt("_", 0) == 0);
  CHECK(LetterAt("", 0) == 0);
  CHECK(LetterAt("\u2014", 0) == 0);  // em dash
  CHECK(WordCharacterAt("_", 0) == 1);
  CHECK(WordCharacterAt("7", 0) == 1);
  CHECK(WordCharacterAt("e\u0301", 1) == 2);
  CHECK(WordCharacterAt("-", 0) == 0);
  CHECK(WordCharacterAt("\u00A0", 0) == 0);
}

TEST_CASE("edit distance counts a swap of neighbours once") {
  CHECK(EditDistance("", "abc") == 3);
  CHECK(EditDistance("segmnet", "segment") == 1);
  CHECK(EditDistance("purchse", "purchase") == 1);
  CHECK(EditDistance("\u00E9t\u00E9", "ete") == 2);
  CHECK(EditDistance("same", "same") == 0);
  CHECK(EditDistance("kitten", "sitting") == 3);  // the classic example
}

using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Fabrik.Store.Evidence;

namespace Fabrik.Store.Tests.Evidence;

public sealed class StoredTexts
{
    [Fact]
    public void Cleaned_text_is_what_utf8_makes_of_it_without_nul() =>
        Prop.ForAll(Texts(), text =>
        {
            var clean = StoredText.Clean(text);
            var throughUtf8 = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\uFFFD');
            return clean == throughUtf8 && clean.Length == text.Length && ReferenceEquals(StoredText.Clean(clean), clean) == !clean.Any(char.IsSurrogate);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Keys_are_short_valid_and_stable() =>
        Prop.ForAll(Texts(), ArbMap.Default.ArbFor<byte>(), (text, repeat) =>
        {
            var key = StoredText.Key(string.Concat(Enumerable.Repeat(text, repeat)));
            return key.Length <= StoredText.MaxKeyLength && StoredText.Clean(key) == key && StoredText.Key(key) == key;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Long_keys_differ_where_their_texts_differ()
    {
        var text = new string('a', 1000);

        Assert.NotEqual(StoredText.Key(text + "b"), StoredText.Key(text + "c"));
        Assert.Equal(StoredText.Key(text), StoredText.Key(new string('a', 1000)));
        Assert.Equal(256, StoredText.Key(text[..256]).Length);
        Assert.Same(text[..0], StoredText.Key(text[..0]));
    }

    // Surrogates and NUL come up often enough to be paired, reversed and alone.
    private static Arbitrary<string> Texts() =>
        Gen.Elements('\0', 'a', 'é', '\uD83D', '\uDE00', '\uDBFF', '\uDC00', '\uFFFF').ArrayOf().Select(chars => new string(chars)).ToArbitrary();
}

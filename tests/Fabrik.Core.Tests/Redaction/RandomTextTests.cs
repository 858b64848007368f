using Fabrik.Core.Redaction.Detectors;

namespace Fabrik.Core.Tests.Redaction;

public sealed class RandomTextTests
{
    private const string Base62 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    [Theory]
    [InlineData(Base62, 32, 0.95)]
    [InlineData(Base62, 40, 0.97)]
    [InlineData(Base62 + "+/", 40, 0.90)]
    [InlineData(Base62 + "-_", 43, 0.90)]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456789", 40, 0.90)]
    public void Finds_nearly_all_random_keys(string alphabet, int length, double share)
    {
        var random = new Random(7);
        var found = Enumerable.Range(0, 2000).Count(_ => IsFound(Draw(random, alphabet, length)));
        Assert.InRange(found, (int)(2000 * share), 2000);
    }

    [Theory]
    [InlineData("0123456789abcdef", 64)]
    [InlineData("0123456789ABCDEF", 32)]
    [InlineData("0123456789", 40)]
    [InlineData("abcdefghijklmnopqrstuvwxyz", 40)]
    public void Finds_no_digests_numbers_or_words(string alphabet, int length)
    {
        var random = new Random(7);
        Assert.Equal(0, Enumerable.Range(0, 2000).Count(_ => IsFound(Draw(random, alphabet, length))));
    }

    private static bool IsFound(string text)
    {
        List<SecretMatch>? found = null;
        var utf8 = System.Text.Encoding.UTF8.GetBytes(text);
        RandomText.Find(utf8, 0, utf8.Length, ref found);
        return found is not null;
    }

    private static string Draw(Random random, string alphabet, int length) => new([.. Enumerable.Range(0, length).Select(_ => alphabet[random.Next(alphabet.Length)])]);
}

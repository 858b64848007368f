namespace Fabrik.Laos.Tests.Sources;

/// <summary>Where a contract test finds its server: the double, or a real one that a variable names.</summary>
internal static class RealServer
{
    /// <summary>The variable's URL; skips the test where there is none.</summary>
    public static Uri Url(string variable)
    {
        var url = Environment.GetEnvironmentVariable(variable);
        Assert.SkipWhen(string.IsNullOrEmpty(url), $"{variable} names no server: the contract ran against the double only");
        return new Uri(url!);
    }

    /// <summary>Asks again until the answer is what is waited for, for as long as a real server may take.</summary>
    public static async Task<T> EventuallyAsync<T>(Func<Task<T>> ask, Func<T, bool> enough)
    {
        const int Tries = 90;
        for (var i = 1; ; i++)
        {
            var answer = await ask();
            if (enough(answer) || i == Tries) return answer;
            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }
}

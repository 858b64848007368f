using System.IO.Compression;
using System.Security.Cryptography;
using Fabrik.Telemetry.Otlp;
using FsCheck;
using FsCheck.Fluent;

namespace Fabrik.Telemetry.Tests.Otlp;

public sealed class GzipBodyTests
{
    [Fact]
    public void A_body_comes_back_whole()
    {
        var data = RandomNumberGenerator.GetBytes(300_000);
        using var body = GzipBody.Inflate(Compress(data), OtlpLimits.Default);
        Assert.Null(body.Error);
        Assert.Equal(data, body.Bytes.ToArray());
    }

    [Fact]
    public void An_empty_body_comes_back_empty()
    {
        // Ten bytes of header, an empty final block, checksum and length of nothing.
        using var body = GzipBody.Inflate(Convert.FromHexString("1F8B080000000000000303000000000000000000"), OtlpLimits.Default);
        Assert.Null(body.Error);
        Assert.Equal(0, body.Bytes.Length);
    }

    [Fact]
    public void A_body_over_the_limit_is_too_large()
    {
        var data = RandomNumberGenerator.GetBytes(2000);
        var limits = new OtlpLimits { MaxInflatedBytes = 1999 };
        Assert.Equal(InflateFault.TooLarge, GzipBody.Inflate(Compress(data), limits).Fault);
        Assert.Equal(InflateFault.None, GzipBody.Inflate(Compress(data[..1999]), limits).Fault);
    }

    [Fact]
    public void A_bomb_is_refused_by_its_ratio_long_before_the_limit()
    {
        var bomb = Compress(new byte[20_000_000]);
        using var warm = GzipBody.Inflate(bomb, OtlpLimits.Default);
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var body = GzipBody.Inflate(bomb, OtlpLimits.Default);
        Assert.Equal(InflateFault.TooLarge, body.Fault);
        Assert.Equal("The body inflates to more than 250 times its size.", body.Error);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void A_body_cut_anywhere_is_malformed()
    {
        var whole = Compress(Bodies.Traces);
        for (var length = 0; length < whole.Length; length++)
        {
            using var body = GzipBody.Inflate(whole.AsMemory(0, length), OtlpLimits.Default);
            Assert.Equal(InflateFault.Malformed, body.Fault);
            Assert.NotNull(body.Error);
        }
    }

    [Fact]
    public void Two_members_are_refused_since_the_end_could_not_be_checked()
    {
        byte[] two = [.. Compress([1, 2, 3]), .. Compress([4])];
        using var body = GzipBody.Inflate(two, OtlpLimits.Default);
        Assert.Equal(InflateFault.Malformed, body.Fault);
    }

    [Fact]
    public void Arbitrary_and_mutated_bytes_never_throw()
    {
        var whole = Compress(Bodies.Traces);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(
            ArbMap.Default.ArbFor<byte[]>(),
            Gen.Choose(0, whole.Length - 1).ToArbitrary(),
            (noise, at) =>
            {
                byte[] mutated = [.. whole];
                for (var i = 0; i < noise.Length && at + i < mutated.Length; i++) mutated[at + i] = noise[i];
                foreach (var input in new[] { noise, mutated })
                {
                    using var body = GzipBody.Inflate(input, OtlpLimits.Default);
                    if (body.Error is null != (body.Fault == InflateFault.None)) return false;
                }

                return true;
            }));
    }

    internal static byte[] Compress(byte[] data)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal)) gzip.Write(data);
        return target.ToArray();
    }
}

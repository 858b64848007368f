using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Fabrik.Server.Tests.Support;

namespace Fabrik.Server.Tests.Hosting;

public sealed class Tls
{
    [Fact]
    public async Task With_a_certificate_everything_is_tls_and_cookies_are_bound_to_the_host()
    {
        var directory = Directory.CreateTempSubdirectory("fabrik-tls-");
        var (certificate, key) = (Path.Combine(directory.FullName, "cert.pem"), Path.Combine(directory.FullName, "key.pem"));
        using (var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256))
        {
            using var signed = new CertificateRequest("CN=localhost", ecdsa, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
            await File.WriteAllTextAsync(certificate, signed.ExportCertificatePem());
            await File.WriteAllTextAsync(key, ecdsa.ExportPkcs8PrivateKeyPem());
        }

        await using var server = await TestServer.StartAsync(o => o with { CertificatePath = certificate, CertificateKeyPath = key });
        Assert.StartsWith("https://", server.Addresses.Api, StringComparison.Ordinal);
        using var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, presented, _, _) => presented?.Subject == "CN=localhost";
        using var client = new HttpClient(handler) { BaseAddress = new Uri(server.Addresses.Api), DefaultRequestVersion = HttpVersion.Version20 };
        var answer = await client.GetAsync($"/login?token={server.First.LoginToken}");
        Assert.Equal(HttpVersion.Version20, answer.Version);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith("__Host-fabrik_session=", cookie, StringComparison.Ordinal);
        Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
        client.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/v1/session")).StatusCode);
        directory.Delete(recursive: true);
    }
}

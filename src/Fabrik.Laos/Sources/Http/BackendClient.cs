using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Polly;
using Polly.Retry;

namespace Fabrik.Laos.Sources.Http;

/// <summary>
/// A backend over HTTP: credentials, a deadline over all tries, retries that honour Retry-After, a limit on what is read.
/// Answers with any status but 401, 403, 429 and 5xx, which are <see cref="SourceUnreachableException"/> once the tries are used up.
/// </summary>
public sealed class BackendClient : IDisposable
{
    /// <summary>Bytes of one answer, inflated.</summary>
    public const int MaxAnswer = 256 * 1024 * 1024;

    private const int Tries = 4;
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(20);

    private readonly string _source;
    private readonly BackendAddress _address;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;
    private readonly ResiliencePipeline<HttpResponseMessage> _retries;

    public BackendClient(string source, BackendAddress address, TimeProvider time)
    {
        (_source, _address, _time) = (source, address, time);
        _client = new HttpClient(Handler(source, address)) { BaseAddress = address.Url, Timeout = Timeout.InfiniteTimeSpan };
        _retries = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = Tries - 1,
                Delay = TimeSpan.FromMilliseconds(200),
                BackoffType = DelayBackoffType.Exponential,
                ShouldHandle = static outcome => ValueTask.FromResult(outcome.Outcome switch
                {
                    { Exception: HttpRequestException e } => e.HttpRequestError is not HttpRequestError.SecureConnectionError,
                    { Result.StatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout } => true,
                    _ => false,
                }),
                DelayGenerator = attempt => ValueTask.FromResult(attempt.Outcome.Result is { } answer ? Pause(answer) : null),
                OnRetry = static attempt =>
                {
                    attempt.Outcome.Result?.Dispose();
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    public Uri Url => _address.Url;

    public Task<BackendAnswer> GetAsync(string pathAndQuery, CancellationToken cancellation) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Get, pathAndQuery), cancellation);

    /// <summary>For questions too long for a URL.</summary>
    public Task<BackendAnswer> PostFormAsync(string path, IEnumerable<KeyValuePair<string, string>> form, CancellationToken cancellation) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) }, cancellation);

    public Task<BackendAnswer> PostJsonAsync(string path, string json, CancellationToken cancellation) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") }, cancellation);

    /// <param name="make">Called once a try.</param>
    public async Task<BackendAnswer> SendAsync(Func<HttpRequestMessage> make, CancellationToken cancellation)
    {
        var started = _time.GetTimestamp();
        using var deadline = new CancellationTokenSource(_address.Deadline, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        var tries = 0;
        string? asked = null;
        try
        {
            using var response = await _retries.ExecuteAsync(
                async token =>
                {
                    tries++;
                    using var request = make();
                    asked = $"{request.Method} {new Uri(_address.Url, request.RequestUri!).GetLeftPart(UriPartial.Path)}";
                    Sign(request);
                    return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
                },
                either.Token);
            var body = await ReadAsync(response, either.Token);
            var skew = response.Headers.Date is { } date ? date - _time.GetUtcNow() : (TimeSpan?)null;
            var answer = new BackendAnswer(response.StatusCode, response.Content.Headers.ContentType?.MediaType, body, response.Headers, skew);
            return Refusal(answer) is { } refusal ? throw Failed($"{asked} answered {(int)answer.Status} {refusal}", answer) : answer;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Failed(
                deadline.IsCancellationRequested
                    ? $"{asked} gave no answer within {_address.Deadline.TotalSeconds:0.#} s ({Counted(tries)})"
                    : $"{asked} could not connect within {ConnectTimeout.TotalSeconds:0.#} s ({Counted(tries)})",
                null);
        }
        catch (HttpRequestException e)
        {
            var why = e.InnerException is AuthenticationException tls ? tls.Message : e.InnerException?.Message ?? e.Message;
            throw Failed($"{asked} failed after {_time.GetElapsedTime(started).TotalSeconds:0.0} s ({Counted(tries)}): {why}", null, e);
        }
        catch (IOException e)
        {
            throw Failed($"{asked} broke off: {e.Message}", null, e);
        }
    }

    public void Dispose() => _client.Dispose();

    private SourceUnreachableException Failed(string what, BackendAnswer? answer, Exception? inner = null) => new(
        _source,
        $"{_source}: {what}",
        answer?.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            ? $"check the token (sources.{_source}.token_env) and its rights"
            : $"check that {_source} runs at {_address.Url} (sources.{_source}.url)",
        inner);

    private static string? Refusal(BackendAnswer answer) => (int)answer.Status switch
    {
        401 => "and does not know the token",
        403 => "and does not let the token in",
        429 => "and keeps asking to slow down",
        >= 500 => $"({answer.Excerpt})",
        _ => null,
    };

    private static string Counted(int tries) => tries == 1 ? "1 try" : $"{tries} tries";

    private void Sign(HttpRequestMessage request)
    {
        if (_address is { User: { } user, Token: var password })
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
        else if (_address.Token is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (_address.Tenant is { } tenant) request.Headers.TryAddWithoutValidation("X-Scope-OrgID", tenant);
        foreach (var (name, value) in _address.Headers) request.Headers.TryAddWithoutValidation(name, value);
    }

    private TimeSpan? Pause(HttpResponseMessage answer)
    {
        var asked = answer.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - _time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return asked is { } pause ? TimeSpan.FromTicks(Math.Clamp(pause.Ticks, 0, LongestPause.Ticks)) : null;
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        using var body = new MemoryStream();
        var buffer = new byte[81920];
        while (await stream.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            if (body.Length + read > MaxAnswer) throw new IOException($"the answer is larger than {MaxAnswer / (1024 * 1024)} MiB");
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    private static SocketsHttpHandler Handler(string source, BackendAddress address)
    {
        var handler = new SocketsHttpHandler
        {
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            ConnectTimeout = ConnectTimeout,

            // A redirect would carry the credentials to a host that nobody named.
            AllowAutoRedirect = false,
        };
        if (address.CaFile is not { } file) return handler;

        X509Certificate2Collection trusted = [];
        try
        {
            trusted.ImportFromPemFile(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            throw new SourceUnreachableException(source, $"{source}: the authority in {file} can't be read: {e.Message}", $"check sources.{source}.ca_file", e);
        }

        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.AddRange(trusted);
        return handler;
    }
}
